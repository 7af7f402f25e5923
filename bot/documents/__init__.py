"""The four documents: card (PNG), report (PDF), workbook (XLSX), sealed file (JSON); all made from one Dossier."""
