"""Taking the assessment: the interview, the conversation, the terminal, and the file that never loses an answer."""
