"""How fast `differ diff` is, beside pg_dump and migra: `make bench`."""
