"""The data: TSV and TOML, each row with its source (see README.md)."""
