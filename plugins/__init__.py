"""How Pelican shows what the editorial core knows: wiring and pages."""
