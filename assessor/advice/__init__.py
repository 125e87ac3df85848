"""What to do with assessments: a plan for one agency, and what many agencies have in common."""
