#include <CLI/CLI.hpp>
#include <cmath>
#include <iostream>
#include <memory>

#include "options.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/cli/commands.hpp"
#include "posproof/decide/value.hpp"
#include "posproof/report/draw.hpp"

namespace posproof {
namespace {

constexpr int digits = 17;
constexpr long last_bits = 4096;

struct PlotOptions {
  std::vector<std::string> expressions;
  std::vector<std::string> where;
  std::string over, out, title, log;
  int points = 2000;
};

/// The variable of `--over` with the exact places to evaluate at.
struct Places {
  std::string variable;
  std::vector<Rational> at;
  bool all = true;  ///< every element of the domain
};

[[noreturn]] void bad_domain(const std::string& over, const std::string& what) {
  throw ClaimError("plot", "--over " + what, Source{"<over>", over, 1, 1}, Span{0, static_cast<std::uint32_t>(over.size())});
}

Rational exact_end(const Expr& end, const std::string& over, const std::vector<Definition>& definitions) {
  if (!end) bad_domain(over, "needs a bounded domain");
  const TermValue v = evaluate_term(prepare(Source{"<over>", to_text(end), 1, 1}, definitions, false), digits, last_bits);
  const auto lower = Rational::parse(v.value.lower);
  if (!lower || v.value.lower != v.value.upper) bad_domain(over, "needs ends that are exact decimals");
  return *lower;
}

/// `count` integers of lo..hi by steps of `step`: all of them, or evenly spread (by ratio on a logarithmic axis).
void integer_places(Places& p, const Integer& lo, const Integer& hi, const Integer& step, int count, bool log) {
  const Integer last = (hi - lo) / step;
  p.all = last < count;
  Integer previous = -1;
  for (int k = 0; k < count && previous < last; ++k) {
    Integer index = p.all ? Integer(k) : Integer(last * k / (count - 1));
    if (!p.all && log && lo > 0) {
      const double ratio = hi.get_d() / lo.get_d();
      index = (Integer(std::floor(lo.get_d() * std::pow(ratio, static_cast<double>(k) / (count - 1)))) - lo) / step;
    }
    if (index > last) index = last;
    if (index <= previous) continue;
    p.at.emplace_back(Integer(lo + index * step));
    previous = index;
  }
}

void real_places(Places& p, const Rational& lo, const Rational& hi, const Domain& d, int count, bool log) {
  p.all = false;
  const double ratio = log && lo.sign() > 0 ? hi.approx_double() / lo.approx_double() : 1;
  for (int k = 0; k < count; ++k) {
    if ((k == 0 && !d.lo_closed) || (k == count - 1 && !d.hi_closed)) continue;
    Rational share = Rational(Integer(k), Integer(count - 1));
    if (ratio > 1 && k > 0 && k < count - 1)  // any place serves: the value there is certified, wherever it is
      share = Rational::from_double((std::pow(ratio, static_cast<double>(k) / (count - 1)) - 1) / (ratio - 1));
    p.at.push_back(lo + (hi - lo) * share);
  }
}

Places places_of(const PlotOptions& o, const std::vector<Definition>& definitions) {
  const Expr quantified = parse(Source{"<over>", "forall " + o.over + ": true", 1, 1});
  if (quantified->binders.size() != 1 || quantified->filter) bad_domain(o.over, "takes one variable, such as 'n in 1..4096'");
  const Binder& b = quantified->binders[0];
  Places p{b.name, {}, true};
  if (b.domain.kind == Domain::Kind::set) bad_domain(o.over, "takes a range or an interval");
  const Rational lo = exact_end(b.domain.lo, o.over, definitions), hi = exact_end(b.domain.hi, o.over, definitions);
  if (!(lo < hi)) bad_domain(o.over, "has no more than one element");
  const bool log = o.log.find('x') != std::string::npos;
  if (log && lo.sign() <= 0) bad_domain(o.over, "must be positive for a logarithmic axis");
  if (b.domain.kind == Domain::Kind::reals) {
    real_places(p, lo, hi, b.domain, o.points, log);
  } else {
    const Rational step = b.domain.step ? exact_end(b.domain.step, o.over, definitions) : Rational(1);
    if (!lo.is_integer() || !hi.is_integer() || !step.is_integer() || step.sign() <= 0) bad_domain(o.over, "needs integers");
    integer_places(p, lo.numerator(), hi.numerator(), step.numerator(), o.points, log);
  }
  return p;
}

PlotSeries evaluated(const std::string& expression, const Places& places, std::vector<Definition> definitions) {
  PlotSeries series{expression, PlotSeries::Style::line, {}};
  definitions.emplace_back();
  for (const Rational& x : places.at) {
    definitions.back() = parse_definition(Source{"<place>", places.variable + " = " + x.str(), 1, 1});
    const TermValue v = evaluate_term(prepare(command_line_source(expression), definitions, false), digits, last_bits);
    if (v.imaginary) bad_domain(expression, "cannot plot complex values");
    const PlotPoint point = make_plot_point(x.approx_double(), v.value);
    if (series.points.empty() || series.points.back().x < point.x) series.points.push_back(point);
  }
  return series;
}

int plot(const PlotOptions& o) {
  const std::vector<Definition> definitions = definitions_of(o.where);
  const Places places = places_of(o, definitions);
  Plot picture{o.title,
               places.variable,
               o.expressions.size() == 1 ? o.expressions[0] : "",
               o.log.find('x') != std::string::npos,
               o.log.find('y') != std::string::npos,
               {}};
  for (const std::string& e : o.expressions) picture.series.push_back(evaluated(e, places, definitions));
  write_plot(picture, o.out);
  std::cerr << places.at.size() << (places.all ? " values, all of the domain" : " values, a sample of the domain")
            << "; certified enclosures at each\n";
  std::cout << o.out << "\n";
  return 0;
}

}  // namespace

void add_plot_command(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<PlotOptions>();
  CLI::App* sub = app.add_subcommand("plot", "Draw certified values of formulas");
  sub->add_option("expressions", o->expressions, "One or more expressions in the variable of --over")->required();
  sub->add_option("--over", o->over, "The variable and its range: 'n in 1..4096' or 's in [0, 10]'")->required();
  sub->add_option("-o,--out", o->out, "FILE.svg, FILE.png, FILE.tex (pgfplots) or FILE.json (the enclosures)")->required();
  sub->add_option("--where", o->where, "A definition 'NAME = EXPR' or 'NAME(x) = EXPR'; may be repeated")->take_all();
  sub->add_option("--title", o->title, "Title of the picture");
  sub->add_option("--log", o->log, "Logarithmic axes: x, y or xy")->check(CLI::IsMember({"x", "y", "xy"}));
  sub->add_option("--points", o->points, "Most places to evaluate at (default 2000)")->check(CLI::Range(2, 200000));
  sub->footer(
      "Every value is a certified enclosure at exactly its place; between the places nothing is claimed.\n\n"
      "Examples:\n"
      "  posproof plot 'f(n; 512, 10000)' --over 'n in 1..4096' -o decay.svg\n"
      "  posproof plot 'abs(f(n; 128, 10000))' '128/n' --over 'n in 1..100000' --log xy -o bound.png");
  sub->callback([o, &exit_code] { exit_code = plot(*o); });
}

}  // namespace posproof
