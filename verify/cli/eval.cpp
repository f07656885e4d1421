#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "options.hpp"
#include "posproof/cli/commands.hpp"
#include "posproof/decide/value.hpp"
#include "posproof/report/results_json.hpp"

namespace posproof {
namespace {

struct EvalOptions {
  std::string expression;
  std::vector<std::string> where;
  int digits = 20;
  long bits = 65536;
  bool json = false;
};

int eval(const EvalOptions& o) {
  const auto prepared = prepare(command_line_source(o.expression), definitions_of(o.where), false);
  const TermValue v = evaluate_term(prepared, o.digits, o.bits);
  if (o.json) {
    Json json = value_json(o.expression, v.value, v.text, v.bits, v.confirmed_by);
    if (v.imaginary) json["imaginary"] = Json{{"lower", v.imaginary->lower}, {"upper", v.imaginary->upper}};
    std::cout << json.dump(2) << '\n';
  } else {
    std::cout << v.text << '\n';
  }
  if (v.reached) return 0;
  std::cerr << "posproof eval: " << o.digits << " digits could not be had with " << v.bits
            << " bits; the enclosure above is certain (raise --bits)\n";
  return 4;
}

}  // namespace

void add_eval_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<EvalOptions>();
  auto* sub = app.add_subcommand("eval", "Certified digits of an expression");
  sub->add_option("expression", o->expression, "A closed expression, such as 'ci(1) - ci(1/10000)'")->required();
  sub->add_option("--where", o->where, "A definition 'NAME = EXPR' or 'NAME(x) = EXPR'; may be repeated")->take_all();
  sub->add_option("--digits", o->digits, "Significant digits wanted (default 20)")->check(CLI::Range(1, 1'000'000));
  sub->add_option("--bits", o->bits, "Highest precision to try, in bits (default 65536)")->check(CLI::Range(64L, 100'000'000L));
  sub->add_flag("--json", o->json, "One JSON object with outward-rounded lower and upper");
  sub->footer(
      "Prints correct digits only; exit code 4 when the digits asked for cannot be had.\n\n"
      "Examples:\n"
      "  posproof eval 'f(1707; 128, 10000)' --digits 30\n"
      "  posproof eval 'ci(1) - ci(1/10000)' --digits 60 --json");
  sub->callback([o, &exit_code] { exit_code = eval(*o); });
}

}  // namespace posproof
