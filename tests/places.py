"""Where tests find things: the checkout, and the shared corpus beside it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Real pages and labelled texts; third-party material that never enters the checkout.
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
