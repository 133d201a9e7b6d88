"""The library behind the report: tables in, numbers, figures and pages out.

A chapter needs two names::

    from nkpay import figure, load

``load("claims")`` gives a typed, validated table; ``figure("adoption.usage_claims")``
draws a registered figure. Everything else is reached through its module.
"""

from nkpay.data import load
from nkpay.rendering import figure

__all__ = ["figure", "load"]
