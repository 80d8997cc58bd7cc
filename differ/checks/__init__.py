"""expected_state.yaml: one file per kind of assertion."""
