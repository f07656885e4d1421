#include "names.hpp"

#include <algorithm>

#include "builtins.hpp"
#include "definitions.hpp"
#include "posproof/claim/nearest_name.hpp"
#include "posproof/claim/walk.hpp"

namespace posproof::detail {
namespace {

/// A definition that another one, or the claim, makes use of, and where.
struct Use {
  int definition;
  Span span;
};

/// How the built-in of that name is written, or "".
std::string built_in_usage(const std::string& name) {
  if (const int p = prelude().find(name); p >= 0) return usage(prelude()[p], true);
  const auto* f = find_function(name);
  return f ? std::string(f->usage) : "";
}

std::string counted(std::size_t n, const char* what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }

/// Walks one text with the names that are bound in it.
class TextCheck {
 public:
  TextCheck(const Source& source, const DefinitionTable& definitions, std::vector<std::string> bound)
      : source_(source), definitions_(definitions), bound_(std::move(bound)) {}

  void visit(const Expr& e) {
    if (e->op == Op::variable) return variable(*e);
    if (e->op == Op::call || e->op == Op::apply) application(*e);
    if (e->op == Op::deriv && !is_bound(e->binders[0].name))
      fail("unknown-name", "deriv needs a variable that is bound outside of it; " + e->binders[0].name + " is not",
           e->binders[0].span);
    const auto outside = bound_.size();
    for_each_child(*e, [&](const Expr& child, std::size_t inside) {
      bound_.resize(outside);
      for (std::size_t k = 0; k < inside; ++k) bound_.push_back(e->binders[k].name);
      visit(child);
    });
    bound_.resize(outside);
  }

  const std::vector<Use>& uses() const { return uses_; }

 private:
  [[noreturn]] void fail(const char* code, const std::string& message, Span span) const {
    throw ClaimError(code, message, source_, span);
  }

  bool is_bound(const std::string& name) const { return std::find(bound_.begin(), bound_.end(), name) != bound_.end(); }

  void variable(const Node& n) {
    if (is_bound(n.name)) return;
    if (const int k = definitions_.find(n.name); k >= 0) {
      if (!definitions_[k].parameters.empty())
        fail("arity", n.name + " is a function: write " + usage(definitions_[k], false), n.span);
      uses_.push_back({k, n.span});
      return;
    }
    if (const auto built_in = built_in_usage(n.name); !built_in.empty())
      fail("arity", n.name + " is a built-in function: write " + built_in, n.span);
    fail("unknown-name", "unknown name " + n.name + suggestion(n.name, false), n.span);
  }

  void application(const Node& n) {
    if (const int k = definitions_.find(n.name); k >= 0) {
      match(n, definitions_[k], false);
      uses_.push_back({k, n.span});
    } else if (n.op == Op::call) {
      match(n, *find_function(n.name));
    } else if (const int p = prelude().find(n.name); p >= 0) {
      match(n, prelude()[p], true);
    } else if (is_bound(n.name)) {
      fail("type", n.name + " is a variable, not a function; there is no implicit multiplication: write " + n.name + "*(...)",
           name_span(n));
    } else {
      fail("unknown-name", "unknown function " + n.name + suggestion(n.name, true), name_span(n));
    }
  }

  static Span name_span(const Node& n) { return {n.span.begin, n.span.begin + static_cast<std::uint32_t>(n.name.size())}; }

  void match(const Node& n, const Definition& d, bool built_in) {
    if (n.args.size() == d.parameters.size()) return;
    const auto hidden = built_in ? "" : built_in_usage(d.name);
    const auto hint = hidden.empty() ? "" : "; it hides the built-in " + hidden;
    if (d.parameters.empty()) fail("arity", d.name + " is a constant: write it without parentheses" + hint, n.span);
    fail("arity",
         usage(d, built_in) + " takes " + counted(d.parameters.size(), "argument") + ", given " +
             std::to_string(n.args.size()) + hint,
         n.span);
  }

  void match(const Node& n, const Function& f) {
    const auto given = static_cast<int>(n.args.size());
    if (given >= f.least && (f.most < 0 || given <= f.most)) return;
    fail("arity",
         std::string(f.usage) + " takes " + (f.most < 0 ? "at least " : "") +
             counted(static_cast<std::size_t>(f.least), "argument") + ", given " + std::to_string(given),
         n.span);
  }

  /// "; did you mean ...?" with a name that may stand here, if one is near.
  std::string suggestion(const std::string& name, bool applied) const {
    std::vector<std::string> candidates = applied ? function_names() : constant_names();
    for (const auto& d : definitions_.list())
      if (d.parameters.empty() != applied) candidates.push_back(d.name);
    if (applied)
      for (const auto& d : prelude().list()) candidates.push_back(d.name);
    else
      candidates.insert(candidates.end(), bound_.begin(), bound_.end());
    const auto near = nearest_name(name, candidates);
    return near.empty() ? "" : "; did you mean " + near + "?";
  }

  const Source& source_;
  const DefinitionTable& definitions_;
  std::vector<std::string> bound_;
  std::vector<Use> uses_;
};

/// Depth-first search for a definition that uses itself, through others or not.
class CycleSearch {
 public:
  CycleSearch(const DefinitionTable& definitions, const std::vector<std::vector<Use>>& uses)
      : definitions_(definitions), uses_(uses), state_(uses.size(), State::fresh) {}

  void run() {
    for (std::size_t k = 0; k < uses_.size(); ++k) visit(k);
  }

 private:
  enum class State { fresh, open, done };
  struct Frame {
    std::size_t definition;
    std::size_t next_use;
  };

  /// Iterative, so that a long line of definitions needs no stack.
  void visit(std::size_t root) {
    if (state_[root] != State::fresh) return;
    path_.push_back({root, 0});
    state_[root] = State::open;
    while (!path_.empty()) {
      auto& frame = path_.back();
      if (frame.next_use == uses_[frame.definition].size()) {
        state_[frame.definition] = State::done;
        path_.pop_back();
        continue;
      }
      const auto use = uses_[frame.definition][frame.next_use++];
      const auto target = static_cast<std::size_t>(use.definition);
      if (state_[target] == State::open) report(frame.definition, use);
      if (state_[target] == State::done) continue;
      state_[target] = State::open;
      path_.push_back({target, 0});
    }
  }

  [[noreturn]] void report(std::size_t from, Use use) const {
    const auto& name = definitions_[use.definition].name;
    constexpr std::size_t most_named = 8;
    std::size_t first = 0;
    while (path_[first].definition != static_cast<std::size_t>(use.definition)) ++first;
    std::string cycle;
    for (std::size_t k = first; k < std::min(path_.size(), first + most_named); ++k)
      cycle += definitions_[static_cast<int>(path_[k].definition)].name + " -> ";
    if (path_.size() > first + most_named) cycle += "... -> ";
    const auto hidden = built_in_usage(name);
    const auto hint = hidden.empty() ? "" : "; it hides the built-in " + hidden + ": choose another name to use that one";
    throw ClaimError("cycle", "the definition of " + name + " leads back to itself: " + cycle + name + hint,
                     definitions_[static_cast<int>(from)].source, use.span);
  }

  const DefinitionTable& definitions_;
  const std::vector<std::vector<Use>>& uses_;
  std::vector<State> state_;
  std::vector<Frame> path_;
};

void check_head(const Definition& d, bool first_of_its_name) {
  if (is_reserved(d.name) || find_form(d.name))
    throw ClaimError("reserved", "'" + d.name + "' is a word of the language and cannot be defined", d.source, {0, 0});
  if (!first_of_its_name) throw ClaimError("duplicate", d.name + " is defined twice", d.source, {0, 0});
  for (const auto& p : d.parameters)
    if (is_reserved(p) || find_form(p))
      throw ClaimError("reserved", "'" + p + "' is a word of the language and cannot name a parameter", d.source, {0, 0});
}

}  // namespace

void check_names(const Source& claim, const Expr& parsed, const std::vector<Definition>& definitions) {
  const DefinitionTable table(definitions);
  std::vector<std::vector<Use>> uses;
  for (const auto& d : definitions) {
    check_head(d, table.find(d.name) == static_cast<int>(uses.size()));
    TextCheck check(d.source, table, d.parameters);
    check.visit(d.body);
    uses.push_back(check.uses());
  }
  CycleSearch(table, uses).run();
  TextCheck(claim, table, {}).visit(parsed);
}

std::vector<std::string> shadowing_notes(const std::vector<Definition>& definitions) {
  std::vector<std::string> notes;
  for (const auto& d : definitions)
    if (const auto hidden = built_in_usage(d.name); !hidden.empty())
      notes.push_back("the definition of " + d.name + " hides the built-in " + hidden);
  return notes;
}

}  // namespace posproof::detail
