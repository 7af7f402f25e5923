# Our own wording, not the standard's text.
measured-without-measurement = Rung 4 decides by figures of every period. They come from “Measurement and analysis”, which stands below rung 3.
strategy-without-demand = A strategy built on company surveys first needs those surveys for all services.
levels-without-catalogue = Tiered promises for all services first need one list that says what the services are.
execution-without-plan = Following every improvement through first needs a written list of improvements.
evaluation-without-quality = Judging all services by one standard first needs it in writing what good service is.
platform-without-assets = Sharing all rooms and tools first needs a register of what there is.
