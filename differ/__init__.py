"""Declarative schemas for PostgreSQL and Supabase: plan, apply and check a database."""
