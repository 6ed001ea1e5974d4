// Judges PDF files by veraPDF's rules: java -cp JAR Validate.java FLAVOURS FILE...
//
// JAR carries veraPDF's engine and profiles; FLAVOURS are names of profiles, as PDFUA-1,PDFA-3A. Each file is read on
// a thread of its own, one for each core. Output, separated by tabs: "checked", file, flavour, assertions made; then a
// line for each rule broken: "broken", file, flavour, clause-test, times, what it says and where it is broken first.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Validate {
    private static final int MOST_FAILURES = 10000;

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        List<ValidationProfile> profiles = new ArrayList<>();
        for (String flavour : arguments[0].split(",")) {
            profiles.add(profile(flavour));
        }
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<String>> results = new ArrayList<>();
        for (String file : Arrays.copyOfRange(arguments, 1, arguments.length)) {
            results.add(threads.submit(() -> judge(file, profiles)));
        }
        try {
            for (Future<String> result : results) {
                System.out.print(result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String judge(String file, List<ValidationProfile> profiles) throws Exception {
        try (InputStream in = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, profiles.get(0).getPDFAFlavour());
                PDFAValidator validator =
                        ValidatorFactory.createValidatorByProfiles(profiles, MOST_FAILURES, false, true, false)) {
            StringBuilder said = new StringBuilder();
            for (ValidationResult result : validator.validateAll(parser)) {
                said.append(lines(file, result.getProfileDetails().getName(), result));
            }
            return said.toString();
        }
    }

    private static String lines(String file, String flavour, ValidationResult result) {
        Map<String, Integer> times = new TreeMap<>();
        Map<String, String> first = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                RuleId rule = assertion.getRuleId();
                String key = rule.getClause() + "-" + rule.getTestNumber();
                times.merge(key, 1, Integer::sum);
                first.putIfAbsent(key, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
            }
        }
        StringBuilder said = new StringBuilder(line("checked", file, flavour, result.getTotalAssertions()));
        times.forEach((key, count) -> said.append(
                line("broken", file, flavour, key, count, first.get(key).replaceAll("\\s+", " "))));
        return said.toString();
    }

    private static String line(Object... cells) {
        return String.join("\t", Arrays.stream(cells).map(String::valueOf).toList()) + "\n";
    }

    // The library's own reader of profiles wants JAXB, which Java has not carried since version 11.
    private static ValidationProfile profile(String name) throws Exception {
        String path = "org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream in = PDFAValidator.class.getClassLoader().getResourceAsStream(path)) {
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
            PDFAFlavour flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
            Set<Rule> rules = new HashSet<>();
            for (Element rule : below(root, "rule")) {
                rules.add(rule(rule));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element variable : below(root, "variable")) {
                variables.add(Profiles.variableFromValues(variable.getAttribute("name"),
                        variable.getAttribute("object"), text(variable, "defaultValue"), text(variable, "value")));
            }
            return Profiles.profileFromValues(flavour,
                    Profiles.profileDetailsFromValues(name, name, "veraPDF Consortium", new Date(0)), "", rules, variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = below(rule, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : below(rule, "argument")) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent().trim(), name, null));
        }
        String deferred = rule.getAttribute("deferred");
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), deferred.isEmpty() ? null : Boolean.valueOf(deferred),
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), arguments), Collections.emptyList());
    }

    private static List<Element> below(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            found.add((Element) nodes.item(index));
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Element> found = below(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().trim();
    }
}
