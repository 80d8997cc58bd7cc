"""Changes → an ordered plan."""
