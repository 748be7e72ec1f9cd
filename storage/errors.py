"""What can go wrong with the store, in the caller's terms."""


class StoreUnavailable(Exception):
    """The database did not take or give what was asked; nothing of the unit of work was kept. Worth trying again."""


class StoreDamaged(StoreUnavailable):
    """The database's file is damaged: only a backup helps, and trying again may make it worse."""


class StoreFault(Exception):
    """The database refused what it was given, and would refuse it again: a fault of the program’s."""


class StoreTooNew(Exception):
    """The database was written by a newer release than this program."""
