"""Other engines, as a second opinion."""
