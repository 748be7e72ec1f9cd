"""Parameters against the Bot API's description: names, required ones, types, nested objects."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from .model import ApiError, Json, UploadedFile, refused

_TABLE: Json = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
_METHODS: dict[str, dict[str, str]] = _TABLE["methods"]
_TYPES: dict[str, dict[str, str] | str] = _TABLE["types"]
UPDATE_TYPES: frozenset[str] = frozenset(_TABLE["updates"])
_TEXTS = {"text", "caption"}
_BY_LOWER_NAME = {name.lower(): name for name in _METHODS}


def method_named(name: str) -> str | None:
    """The method's own spelling; Telegram takes any case."""
    return _BY_LOWER_NAME.get(name.lower())


def check_params(method: str, params: Json) -> Json:
    """The parameters as Python values; raises ApiError at the first thing that the description does not allow."""
    return _check_fields(_with_attachments(params), _METHODS[method], method, where="", encoded=True)


def _with_attachments(params: Json) -> Json:
    """The parameters with each "attach://part" replaced by the part of that name."""
    attached = {}
    for name, value in params.items():
        if isinstance(value, str) and value.startswith("attach://") and name not in _TEXTS:
            part = value.removeprefix("attach://")
            if not isinstance(params.get(part), UploadedFile):
                raise refused(f'field "{name}" names a part that is not there: "{part}"')
            attached[name] = part
    parts = set(attached.values())
    return {
        name: params[attached[name]] if name in attached else value
        for name, value in params.items()
        if name not in parts
    }


def _check_fields(given: Json, fields: dict[str, str], owner: str, where: str, *, encoded: bool) -> Json:
    types = {name.rstrip("?"): expression for name, expression in fields.items()}
    for name in given:
        if name not in types:
            raise refused(f'unknown field "{where}{name}" in {owner}')
    for name in fields:
        if not name.endswith("?") and name not in given:
            raise refused(f'required field "{where}{name}" is missing in {owner}')
    return {name: _check(value, types[name], where + name, encoded=encoded) for name, value in given.items()}


def _check(value: Any, expression: str, where: str, *, encoded: bool) -> Any:
    """`encoded`: a top-level parameter, where everything may come as a string, objects as JSON in it."""
    alternatives = expression.split(" | ")
    if len(alternatives) > 1:
        return _check_union(value, alternatives, where, encoded=encoded)
    if expression.startswith("Array of "):
        return _check_array(value, expression.removeprefix("Array of "), where, encoded=encoded)
    if expression in _SCALARS:
        return _SCALARS[expression](value, where, encoded)
    described = _TYPES[expression]
    if isinstance(described, str):
        return _check(value, described, where, encoded=encoded)
    found = _decoded(value, where, encoded)
    if not isinstance(found, dict):
        raise refused(f'field "{where}" must be an object of type {expression}')
    return _check_fields(found, described, expression, f"{where}.", encoded=False)


def _check_union(value: Any, alternatives: list[str], where: str, *, encoded: bool) -> Any:
    if all(name in _TYPES for name in alternatives):
        value = _decoded(value, where, encoded)
        likely = [name for name in alternatives if _has_the_required(value, name)]
        alternatives, encoded = likely or alternatives, False
    errors: list[ApiError] = []
    for name in alternatives:
        try:
            return _check(value, name, where, encoded=encoded)
        except ApiError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    raise refused(f'field "{where}" must be of type {" or ".join(alternatives)}')


def _has_the_required(value: Any, type_name: str) -> bool:
    described = _TYPES[type_name]
    if not isinstance(value, dict) or isinstance(described, str):
        return False
    return all(name.endswith("?") or name in value for name in described)


def _check_array(value: Any, item_type: str, where: str, *, encoded: bool) -> list[Any]:
    found = _decoded(value, where, encoded)
    if not isinstance(found, list):
        raise refused(f'field "{where}" must be an array')
    return [_check(item, item_type, f"{where}[{index}]", encoded=False) for index, item in enumerate(found)]


def _decoded(value: Any, where: str, encoded: bool) -> Any:
    if not (encoded and isinstance(value, str)):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise refused(f'field "{where}" is not valid JSON') from None


def _check_integer(value: Any, where: str, encoded: bool) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        found = value
    elif encoded and isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,19}", value):
        found = int(value)
    else:
        raise refused(f'field "{where}" must be an integer')
    if not -(2**63) <= found < 2**63:
        raise refused(f'field "{where}" does not fit in 64 bits')
    return found


def _check_boolean(value: Any, where: str, encoded: bool) -> bool:
    if isinstance(value, bool):
        return value
    if encoded and isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    raise refused(f'field "{where}" must be a boolean')


def _check_string(value: Any, where: str, _encoded: bool) -> str:
    if not isinstance(value, str):
        raise refused(f'field "{where}" must be of type String')
    try:
        value.encode()
    except UnicodeEncodeError:
        raise refused("strings must be encoded in UTF-8") from None
    return value


def _check_file(value: Any, where: str, _encoded: bool) -> UploadedFile:
    if not isinstance(value, UploadedFile):
        raise refused(f'field "{where}" must be an uploaded file')
    return value


_SCALARS = {
    "Integer": _check_integer,
    "Boolean": _check_boolean,
    "String": _check_string,
    "InputFile": _check_file,
}
