"""The questionnaire as survey tools take it."""
