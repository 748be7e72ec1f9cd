"""The conversations of the dialogs, for what only a whole bot shows."""

from tests.dialogs.conftest import certificates_read_once, nobody_is_paced, talk

__all__ = ["certificates_read_once", "nobody_is_paced", "talk"]
