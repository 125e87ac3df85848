"""From files to models: strict YAML, packs, response files."""
