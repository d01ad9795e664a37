"""An input in any shape → `Article`s."""
