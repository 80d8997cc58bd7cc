"""A plan → the database."""
