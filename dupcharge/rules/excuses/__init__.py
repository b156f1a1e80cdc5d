"""Evidence against: one module per innocent explanation. Does not own: rules or levels."""
