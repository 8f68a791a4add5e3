// Has the veraPDF engine judge PDF files; run by Rhino's shell (see verapdf.py).
// Reads questions until there are no more. One line of JSON a file and flavour.
var Vera = Packages.org.verapdf;
Vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = Vera.pdfa.Foundries.defaultInstance();
var SHOWN = 3;

function failures(result) {
    var found = [];
    for (var rows = result.getTestAssertions().iterator(); rows.hasNext();) {
        var row = rows.next();
        if (String(row.getStatus().name()) === "FAILED") {
            var rule = row.getRuleId();
            found.push({
                rule: String(rule.getClause()) + "-" + rule.getTestNumber(),
                message: String(row.getMessage() || ""),
                place: String(row.getLocation().getContext())
            });
        }
    }
    return found;
}

function judge(path, name) {
    var flavour = Vera.pdfa.flavours.PDFAFlavour.byFlavourId(name);
    var verdict = { path: path, flavour: name, compliant: false, checks: 0, failures: [], error: "" };
    var parser = null;
    try {
        parser = foundry.createParser(new java.io.File(path), flavour);
        var result = foundry.createValidator(flavour, SHOWN, false, true, false).validate(parser);
        verdict.compliant = Boolean(result.isCompliant());
        verdict.checks = Number(result.getTotalAssertions());
        verdict.failures = failures(result);
    } catch (error) {
        verdict.error = String(error);
    } finally {
        if (parser !== null) parser.close();
    }
    return verdict;
}

// One question a line: JSON of the flavours and the files. The answer ends with a line of its own.
var questions = new java.io.BufferedReader(new java.io.InputStreamReader(java.lang.System["in"]));
for (var line = questions.readLine(); line !== null; line = questions.readLine()) {
    var asked = JSON.parse(String(line));
    for (var at = 0; at < asked.files.length; at += 1) {
        for (var each = 0; each < asked.flavours.length; each += 1) {
            print("verdict " + JSON.stringify(judge(asked.files[at], asked.flavours[each])));
        }
    }
    print("end");
}
