## The desk: what officers take away

desk-export-unsure = Nothing was made. If you mean it, tick the box first.
desk-export-logged = The audit log records each export with your name.
desk-exported-links = links and posters
desk-exported-rows = institutions by name
desk-exported-figures = figures
desk-exported-report = closing report

## Links, QR codes and posters as one file

desk-links = All links as one file
desk-links-what = You get a zip with a sheet of the links (XLSX) and a file for each link. For 5,000 institutions it takes up to half a minute.
desk-links-of = Which links
desk-links-of-channels = all channels
desk-links-of-institutions = all institutions on the roster
desk-links-of-district = { $name } ({ $count ->
    [one] 1 institution
   *[other] { $count } institutions
})
desk-links-kind = As what
desk-links-kind-qr = QR codes (PNG), at most { $most }
desk-links-kind-poster = posters (PDF), at most { $most }
desk-links-kind-picture = pictures to post (PNG), at most { $most }
desk-links-language = Language of the sheet, the posters and the pictures
desk-links-sure = Yes, make this file. Whoever has an institution’s link can answer for it.
desk-links-go = Make the zip
desk-links-wrong = Nothing was made: choose what you want.
desk-links-none = Nothing was made: there is no such link.
desk-links-too-many = Nothing was made: these are more than one file holds. Choose one district, or QR codes.
links-sheet = Links
links-institution = Institution
links-district = District
links-channel = Channel
links-link = Link
links-code = Code
links-file = File
