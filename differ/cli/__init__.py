"""Click only: read options, call, show."""
