"""The conversations of the dialogs, for what only a whole bot shows, and the double by itself."""

from tests.dialogs.conftest import certificates_not_read, cities_read_once, nobody_is_paced, talk
from tests.faults.conftest import api

__all__ = ["api", "certificates_not_read", "cities_read_once", "nobody_is_paced", "talk"]
