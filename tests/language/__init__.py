"""French of the program: mechanism, catalogue, commands."""
