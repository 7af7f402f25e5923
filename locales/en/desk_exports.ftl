## The desk: what officers take away

desk-export-unsure = Nothing was made. If you mean it, tick the box first.
desk-export-logged = The audit log records each export with your name.
desk-exported-links = links and posters
desk-exported-rows = institutions by name
desk-exported-figures = figures
desk-exported-report = closing report

## Links, QR codes and posters as one file

desk-links = All links as one file
desk-links-hint = QR codes or posters of all channels or institutions, with a sheet.
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

## The figures of a release as a file

figures-export-about = About these figures
figures-export-campaign = Campaign
figures-export-stars = Stars
figures-export-subdomains = Subdomains
figures-export-districts = Districts
figures-export-gaps = Shared gaps
figures-export-fact = What
figures-export-value = Value
figures-export-method = How they were made
figures-export-table = Table
figures-export-name = Name
figures-export-district = Districts
figures-export-class = Class
figures-export-count = Institutions
figures-export-percent = Share in %
figures-export-place = Place
figures-export-missing = Gap
figures-export-steps = First steps
figures-export-sign = How to see that it is done
figures-export-release = Release
figures-export-made-on = Made on
figures-export-rounding = Exact or rounded
figures-export-exact = exact
figures-export-rounded = rounded to 5
figures-export-source = Source
figures-export-self-checked = self-checked
figures-export-unconfirmed = self-checked, unconfirmed
figures-export-edition = Edition
figures-export-offer = What a support programme could offer

## The closing report

closing-title = Closing report of a self-check
closing-association = Association
closing-period = { $start } to { $end }
closing-disclaimer = Self-checked, not confirmed. This report names no institution, and is no certificate, rating or ranking.
closing-method = How these figures were made
closing-asked = Institutions asked
closing-finished = Finished
closing-share = finished
closing-count = { $count }
closing-of = { $count } ({ $percent } % of those asked)
closing-open = Anybody who had the link could answer
closing-deleted = No longer kept: what named an institution was deleted on the promised day
closing-counted-label = Counted in the figures
closing-counted = { $count } ({ $rounding })
closing-k = Smallest class
closing-k-text = { $least } institutions (k = { $least }), and { $by_district } in groups of districts. Smaller classes are merged with their neighbours, so that nobody can read one institution out of the figures.
closing-releases = Releases
closing-release-day = { $number }: { $date }, { $rounding }
closing-run = Questions
closing-reading = How to read them
closing-reading-text = Each institution counts once, by its best finished self-check. Stars are a reference after our own reading of the standard; the official assessment rules are not public. Wording, order and advice are our own judgement.
closing-legend-below = below rung 3
closing-legend-at = rung 3, or rung 3 and above
closing-legend-above = above rung 3
closing-legend-below-3 = up to 2 stars
closing-legend-from-3 = 3 stars and more
closing-gaps-what = At most ten gaps on the way to the next star, the most shared first. The first steps are advice in our own words; they are not from the standard.
closing-gap = { $missing }: { $count } institutions ({ $percent } %)
closing-steps = First steps for an institution
closing-sign = How to see that it is done
closing-offer = What a support programme could offer
closing-offer-small = One working session with a filled-in example, in which each institution begins its own version and takes it home.
closing-offer-medium = A template and an example, two working meetings some weeks apart, and somebody to ask in between.
closing-offer-large = Company over several months: small groups that work on it together, visits on site, and a look at the results at the end.
closing-offer-what = Suggestions in our own words, by how much work the missing rung is.
closing-offer-for = Effort: { $effort }
closing-effort = Effort: { $effort }.
closing-builds-on = Builds on { $names }: begin there if that is missing too.

## The page of exports

desk-exports = Take away as a file
desk-exports-hint = The list of institutions, the figures and the closing report, as files.
desk-export-format = Format
desk-export-xlsx = Workbook (XLSX)
desk-export-csv = Table (CSV)
desk-export-pdf = To print and pass on (PDF)
desk-export-language = Language
desk-export-wrong = Nothing was made: choose a format.
desk-export-release = { $number } of { $day }
desk-figures-file = Figures
desk-figures-file-what = The tables of one release. They name no institution.
desk-figures-file-sure = Yes, I need these figures as a file
desk-figures-file-go = Get the figures
desk-figures-no-release = Nothing was made: there is no such release.
desk-figures-none-yet = There is no release yet, so there are no figures to take away.
figures-file = Figures, release { $number }
desk-rows = Institutions by name
desk-rows-what = How far each institution is, and its star and answers as far as it agreed at this moment. After a withdrawal nothing is shown any more. Institutions can read that you took their result away.
desk-rows-sure = Yes, I need these names as a file, and will keep it where only officers can read it
desk-rows-go = Get the list
desk-rows-too-many = Nothing was made: more than 10,000 institutions fit. Choose a district or a state.
rows-sheet = Institutions
rows-institution = Institution
rows-district = District
rows-state = State
rows-awaited = Review
rows-due = Due
rows-domain = In domain (of 5)
rows-since = Since
rows-people = People who answer
rows-star = Stars for reference
rows-finished = Finished on
rows-source = Source
rows-edition = Edition
desk-report = Closing report
desk-report-what = For members, ministries and the press: stars, all subdomains, districts, and the ten most shared gaps with what helps. It names no institution.
desk-report-running = The report is there when the campaign is over.
desk-report-from = It is made from release { $number } of { $day }.
desk-report-another = One more release may come within a day. Then the report is made from that one.
desk-report-wait = The campaign is over, and its release comes within a day if enough institutions finished.
desk-report-none = There is no report, because there is no release: fewer than 20 institutions finished, or the figures would have shown what one of them answered.
desk-report-not-yet = No report was made: the campaign has to be over, and to have a release.
desk-report-sure = Yes, make the report
desk-report-go = Get the report

## One institution

desk-institution-logged = That you looked here is in the audit log, and the institution can read it.
desk-institution-result = Result
desk-institution-star = { $star ->
    [0] No star yet, for reference
    [one] 1 star for reference
   *[other] { $star } stars for reference
}
desk-institution-finished = finished on { $day }
desk-institution-source = Self-checked, not confirmed by anybody. Standard: { $standard }
desk-institution-answers = Its answers ({ $count })
desk-institution-rung = Rung { $rung }: { $words }
desk-institution-no-result = Nothing to see: nobody finished for it, it did not agree to show its star, or it withdrew.
desk-institution-history = What happened so far
desk-institution-link = Its link
desk-event-added = was added to the roster
desk-event-opened = opened its link for the first time
desk-event-joined = somebody took part for it
desk-event-finished = a self-check was finished
desk-event-withdrew = somebody withdrew
desk-event-detached = somebody was detached: they do not answer for it
