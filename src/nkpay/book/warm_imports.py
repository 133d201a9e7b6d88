"""What the warm process loads once: the libraries of every chapter and of every kernel."""

from __future__ import annotations

import gc

import altair  # noqa: F401  loaded here so that forks have it; likewise all below
import pandas  # noqa: F401

import nkpay.registry
import nkpay.rendering

list(nkpay.registry.number)
list(nkpay.registry.chart)
# Collecting in a fork would touch, and so copy, every page of memory that it shares.
gc.freeze()
