"""How long a test waits for what is to come."""

PATIENCE = 180.0
"""Seconds, for everything that is waited for: what works takes no part of it, and what is busy may take it all.

A test that passes is no slower for it; only one that waits for what never comes is.
"""
