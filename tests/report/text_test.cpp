#include "posproof/report/text.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

// Oracle: by-hand expectations, and for random bytes the rule that nothing of the format's syntax survives.

using namespace posproof;

TEST_CASE("broken UTF-8 and control characters are replaced, the rest is kept") {
  CHECK(clean_text("a\xff"
                   "b") ==
        "a\xef\xbf\xbd"
        "b");
  CHECK(clean_text("\xc0\xaf") == "\xef\xbf\xbd\xef\xbf\xbd");          // overlong
  CHECK(clean_text("\xed\xa0\x80").find("\xed") == std::string::npos);  // surrogate
  CHECK(clean_text("\xe2\x82") == "\xef\xbf\xbd\xef\xbf\xbd");          // cut off
  CHECK(clean_text("\xf0\x9f\x98\x80 \xc2\xb1\t\n") == "\xf0\x9f\x98\x80 \xc2\xb1\t\n");
  CHECK(clean_text(std::string("\x01\x00\x7f", 3)) == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  CHECK(clean_text("\xe2\x80\xae") == "\xef\xbf\xbd");  // right-to-left override
}

TEST_CASE("long numbers are shortened with their digit count") {
  CHECK(shorten("12345") == "12345");
  const std::string number = "1" + std::string(999998, '0') + "7";
  CHECK(shorten(number) == "1" + std::string(43, '0') + "..." + std::string(43, '0') + "7 (1000000 digits)");
  CHECK(shorten(std::string(200, 'x')).find("(200 characters)") != std::string::npos);
  std::string greek;
  for (int k = 0; k < 200; ++k) greek += "\xce\xb8";
  CHECK(clean_text(shorten(greek)) == shorten(greek));
  CHECK(shorten(greek).find("(200 characters)") != std::string::npos);
}

TEST_CASE("math is let through only when it is nothing but math") {
  for (const char* good :
       {"f_n", "\\frac{2 (l+1)}{n}", "\\left|{x}^{2}\\right| \\le 2", "\\operatorname*{arg\\,min}_{k} x", "x'_1",
        "\\#\\left\\{1 \\le k \\mid k\\right\\}", "\\sum_{t=0}^{l} \\cos\\left(n\\right)", "\\text{ is bounded on }"})
    CHECK(safe_math(good));
  for (const char* bad : {"",
                          "\\input{x}",
                          "\\write18{rm}",
                          "{",
                          "}",
                          "a}{b",
                          "x^a^b",
                          "{x}^{2}^{3}",
                          "x_",
                          "x^}",
                          "\\left(",
                          "\\right)\\left(",
                          "{\\left(}\\right)",
                          "a & b",
                          "a % b",
                          "$x$",
                          "\\",
                          "\\def\\x{}",
                          "\xce\xb8",
                          "a\nb",
                          "\\catcode",
                          "x#1",
                          "~"})
    CHECK_FALSE(safe_math(bad));
  CHECK_FALSE(safe_math(std::string(5000, '{') + std::string(5000, '}')));
}

TEST_CASE("MathML is let through only when it is nothing but MathML") {
  CHECK(
      safe_mathml("<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mi "
                  "mathvariant=\"normal\">x</mi><mo>&lt;</mo></math>"));
  for (const char* bad :
       {"", "<math>", "<math></math><math></math>", "<math><script>1</script></math>", "<math onclick=\"x\"></math>",
        "<math><mi href=\"x\">a</mi></math>", "<math><mi></mrow></math>", "<math><mi></math>", "x<math></math>",
        "<math><mi style=\"x\"></mi></math>", "<math></math>x</math>", "<math><mi/></math>", "<math><!-- --></math>"})
    CHECK_FALSE(safe_mathml(bad));
}

TEST_CASE("dollar signs delimit math only in pairs and around safe math") {
  CHECK(split_math("a $f_n$ b").size() == 3);
  CHECK(split_math("a $f_n$ b")[1].math);
  CHECK(split_math("costs 5$").size() == 1);
  CHECK_FALSE(split_math("costs 5$")[0].math);
  CHECK_FALSE(split_math("$\\input{x}$")[0].math);
  CHECK(split_math("a \\$5")[0].text == "a $5");
  CHECK(split_math("").empty());
}

TEST_CASE("math as plain characters") {
  CHECK(plain_math("$\\cos(n\\theta_t)$ at $n \\le {3}$, 5$") == "$\\cos(n\\theta_t)$ at $n \\le {3}$, 5$");
  CHECK(plain_math("$\\cos(n\\theta_t)$ at $n \\le {3}$") == "cos(nθ_t) at n ≤3");
  CHECK(plain_math("a\\b {c}") == "a\\b {c}");
}

TEST_CASE("escapes of each format") {
  CHECK(escape_markup("<a href='x'>&\"") == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
  CHECK(escape_markdown("a|b *c* `d` [e](f)\n<g> $h$ @i") == "a\\|b \\*c\\* \\`d\\` \\[e\\](f) &lt;g&gt; &#36;h&#36; &#64;i");
  CHECK(markdown_code("a`b``c") == "```a`b``c```");
  CHECK(markdown_code("`a|", true) == "`` `a\\| ``");
  CHECK(escape_latex("50% & {x} \\y_1^2 #~\"'`<>|--") ==
        "50\\% \\& \\{x\\} \\textbackslash{}y\\_1\\textasciicircum{}2 \\#\\textasciitilde{}\\textquotedbl{}\\textquotesingle{}"
        "\\textasciigrave{}\\textless{}\\textgreater{}\\textbar{}-{}-{}");
  CHECK(escape_latex("\xc2\xb1 \xce\xb8 \xe4\xb8\xad \xc3\xa9") ==
        "\\ensuremath{\\pm} \\ensuremath{\\theta} \\codepoint{4E2D} \xc3\xa9");
  CHECK(escape_uri_path("a b/c?#%\xc3\xa9") == "a%20b/c%3F%23%25%C3%A9");
  CHECK(grouped(1234567) == "1 234 567");
  CHECK(grouped(12) == "12");
}

TEST_CASE("no bytes break out of markup") {
  CHECK(rc::check("escape_markup leaves no syntax", [](const std::string& bytes) {
    const std::string out = escape_markup(bytes);
    RC_ASSERT(out.find_first_of("<>\"'") == std::string::npos);
    RC_ASSERT(clean_text(out) == out);
  }));
  CHECK(rc::check("escape_latex leaves only escaped specials and balanced braces", [](std::string bytes) {
    for (char& c : bytes) c = static_cast<char>(c & 0x7F);  // symbols beyond ASCII are written in math, with scripts
    const std::string out = escape_latex(bytes);
    int depth = 0;
    for (std::size_t k = 0; k < out.size(); ++k) {
      if (out[k] == '\\') {
        ++k;
        continue;
      }
      RC_ASSERT(std::string("#$%&_^~").find(out[k]) == std::string::npos);
      depth += out[k] == '{' ? 1 : out[k] == '}' ? -1 : 0;
      RC_ASSERT(depth >= 0);
    }
    RC_ASSERT(depth == 0);
  }));
}

TEST_CASE("of all short texts only harmless math is let through") {
  const std::vector<std::string> pieces{"{", "}", "\\left(", "\\right)", "^", "_", "x", "\\frac", "\\input", "$", "%", "\n"};
  std::size_t accepted = 0;
  for (std::size_t code = 0; code < 12 * 12 * 12 * 12 * 12; ++code) {
    std::string text;
    for (std::size_t rest = code; rest > 0; rest /= 12) text += pieces[rest % 12];
    if (!safe_math(text)) continue;
    ++accepted;
    int depth = 0;
    bool ordered = true;
    for (const char c : text) ordered = ordered && (depth += c == '{' ? 1 : c == '}' ? -1 : 0) >= 0;
    if (!ordered || depth != 0 || text.find_first_of("$%\n") != std::string::npos || text.find("\\input") != std::string::npos)
      FAIL("let through: " << text);
  }
  CHECK(accepted > 500);
}
