"""Taking the assessment: what to ask next, and the file that never loses an answer."""
