"""Tables of many answers, thousands or millions of them: read, accounted for row by row, scored, written."""
