"""The columns engine: a pack compiled to expressions over whole columns, for many agencies at once.

Facts are columns under the names of engines/facts.py: whole numbers, null where unknown, `CLOSED` where they do not
apply. Columns in between have a blank in their names, which no id has. Each stage is a list of layers; a layer is new
columns that read only columns of the layers before it, so that nothing shared is ever written out twice.
"""
