"""Where tests find things: the checkout, and the shared corpus beside it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Real pages and labelled texts; third-party material that never enters the checkout.
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"

#: What a process that a test starts needs: this checkout's modules and those of the tests.
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
