"""Reports as files: workbook, PDF and Word document."""
