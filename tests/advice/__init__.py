"""What is done with assessments: comparing, what if, scoring again."""
