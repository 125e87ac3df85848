"""From one release to the next: the record that is kept, the opaque ids, and the guard against comparing the two."""
