"""Documents: described once as blocks, written as PDF, XLSX and DOCX."""
