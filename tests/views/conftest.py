"""The conversations of the dialogs, for what only a whole bot shows."""

from tests.dialogs.conftest import certificates_not_read, nobody_is_paced, talk

__all__ = ["certificates_not_read", "nobody_is_paced", "talk"]
