"""Reference rows: what schema/seeds/ lists, compared by key with the live tables, and the steps to it."""

from differ.seeds.comparing import compare_seeds
from differ.seeds.reading import Cell, Seed, SeedRow, read_seeds
from differ.seeds.rehearsing import rows_to_rehearse
from differ.seeds.samples import seed_samples
from differ.seeds.steps import seed_steps
from differ.seeds.values import Row, RowUpdate, SeedChange

__all__ = [
    "Cell",
    "Row",
    "RowUpdate",
    "Seed",
    "SeedChange",
    "SeedRow",
    "compare_seeds",
    "read_seeds",
    "rows_to_rehearse",
    "seed_samples",
    "seed_steps",
]
