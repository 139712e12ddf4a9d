"""What can go wrong before anything is painted."""


class ModelError(Exception):
    """The model cannot be served as configured: weights missing, wrong or truncated, or their licence not accepted."""
