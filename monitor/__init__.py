"""Watches official Chinese sites for AI+ measures, stated targets and progress on them."""

import ast
import inspect
import sys
from collections.abc import Callable
from importlib import import_module

#: Kept equal to pyproject.toml by a test; reading it from the package metadata costs 20 ms at every start.
__version__ = "0.1.0"
#: The project's page; the default contact in our User-Agent.
HOMEPAGE = "https://github.com/aiplus-monitor/aiplus-monitor"


def lazily(face: str) -> Callable[[str], object]:
    """
    Return the `__getattr__` of a room's face (PEP 562): it loads a name's module when the name is first asked for.

    The names are those that the face imports for type checkers, under `if TYPE_CHECKING`. They are read from its source,
    so that they stand there once and in the form that every tool understands. docs/architecture.md says what for.

    Raises AttributeError, as Python expects, for a name that the face does not have.
    """
    room = sys.modules[face]
    homes = {
        name.name: f"{face}.{statement.module}"
        for statement in ast.walk(ast.parse(inspect.getsource(room)))
        if isinstance(statement, ast.ImportFrom) and statement.level == 1
        for name in statement.names
    }

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {face!r} has no attribute {name!r}", name=name, obj=room)
        value = getattr(import_module(homes[name]), name)
        setattr(room, name, value)
        return value

    return load
