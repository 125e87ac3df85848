"""Properties that hold on random packs and random answers."""
