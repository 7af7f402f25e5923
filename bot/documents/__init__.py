"""Makes the documents from one Dossier: pictures (PNG), report (PDF), workbook (XLSX), sealed file (JSON)."""
