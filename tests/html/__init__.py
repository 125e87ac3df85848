"""The HTML report: its structure, its charts, and how a browser and axe see it."""
