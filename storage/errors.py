"""What can go wrong with the store, in the caller's terms."""


class StoreUnavailable(Exception):
    """The database did not take or give what was asked; nothing of the unit of work was kept. Worth trying again."""


class StoreTooNew(Exception):
    """The database was written by a newer release than this program."""
