# Our own wording, not the standard's text.
standard-name = General capability maturity model for SME service institutions
disclaimer = The wording is our own, not the standard’s text. The result is a reference, not an official rating; please do not use it for publicity or tenders.
about-public = What is public of this standard: its 5 domains, its 27 subdomains, which of them each star needs, and a description of each star. What it asks within each subdomain is not public, so every question and every rung is our own reading, in our own words; effort, order and what may not apply are our judgement too.
about-rule = Our rule: you reach a star when every subdomain that it needs is on the rung of that number or higher, and likewise for all lower stars. Nothing is averaged. The official assessment rules are not public, so this is our assumption.
bot-description = Check your services against T/ZXGJXH 002-2023: roughly how many stars, what holds you there, what to build next. For reference only.
