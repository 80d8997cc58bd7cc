"""The kinds of assertions, one module each."""
