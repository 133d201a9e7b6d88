"""Figures of how sure we are: the trial of the findings, and how far the evidence reaches."""
