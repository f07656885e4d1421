#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "builtins.hpp"
#include "lexer.hpp"
#include "posproof/claim/ast.hpp"
#include "posproof/claim/error.hpp"

namespace posproof::detail {

/// Recursive calls of the expression parser: parentheses, right-associative operators, bodies.
inline constexpr int deepest_nesting = 200;
/// Depth of a parsed tree. Left-associative chains nest to the left without recursion in the parser; this keeps every
/// later recursion over the tree, the destructor included, within a small stack.
inline constexpr int deepest_tree = 600;
/// Bits of all number literals of a text together; "1e1000000" is short to write and long to hold.
inline constexpr std::size_t most_literal_bits = std::size_t{1} << 26;

/// An expression on its way into a tree: with the text it came from, parentheses included, and its depth.
struct Tree {
  Expr e;
  Span span;
  int depth = 1;
};

/// A node that is still gathering its parts, with the depth of the deepest of them.
struct Draft {
  Node node;
  int depth = 0;

  explicit Draft(Op op) { node.op = op; }
  Expr part(const Tree& t) {
    depth = std::max(depth, t.depth);
    return t.e;
  }
  void add(const Tree& t) { node.args.push_back(part(t)); }
};

/// A parser by binding strength (Pratt) without backtracking: every token is read once. Terms and formulas share one
/// grammar, so that "(" needs no guess of what it encloses; sorts are checked later, on the resolved tree.
class Parser {
 public:
  explicit Parser(const Source& source) : source_(source), tokens_(tokenize(source)) {}

  Tree whole_text();
  /// "name" or "name(a, b; c)", and then the end of the text.
  std::string definition_head(std::vector<std::string>& parameters);

 private:
  /// Binding strengths, loosest first; an operand is parsed with the least strength that it may contain.
  enum Strength { any = 0, implication, disjunction, conjunction, negation, relation, sum, product, sign, power };

  // parser.cpp: operators
  Tree expression(int least);
  Tree operators(Tree left, int least);
  Tree prefix(int least);
  Tree primary();
  Tree postfix(Tree value);
  Tree parenthesis();
  Tree list();
  Tree number();
  Tree name();
  Tree call();
  Tree junction(Tree left, Op op, int operand);
  Tree chain(Tree left);
  Tree binary(Op op, Tree left, Tree right);

  // parser_forms.cpp: everything that binds a name
  Tree form(const FormEntry& entry);
  void range_arguments(Draft& draft, const FormEntry& entry);
  void integral_arguments(Draft& draft);
  void derivative_arguments(Draft& draft);
  void conditional_arguments(Draft& draft);
  void approach_arguments(Draft& draft);
  void property_arguments(Draft& draft, const FormEntry& entry);
  Tree quantifier();
  void quantified_variables(Draft& draft);
  void filter(Draft& draft);
  std::string bound_name(Span& span);

  // parser_domains.cpp
  Domain domain(Draft& draft);
  Domain bracketed_domain(Draft& draft);
  Domain set_domain(Draft& draft);
  Domain integers_from(Draft& draft, const Tree& lo);
  Domain approach(Draft& draft);
  bool take_infinity(bool& negative);
  bool take_word(std::string_view word);

  // tokens
  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool at(Tok kind) const { return peek().kind == kind; }
  Token take();
  bool accept(Tok kind);
  void expect(Tok kind, const char* text, const char* where);
  void close(const Token& open, Tok kind, const char* text);
  std::string text(Span span) const { return source_.text.substr(span.begin, span.end - span.begin); }
  Span since(Span first) const;

  // errors
  [[noreturn]] void fail(const std::string& message, Span span, const char* code = "syntax") const;
  [[noreturn]] void fail_expected(const std::string& what) const;
  std::string missing_operator_hint() const;

  Tree build(Draft draft, Span span);

  const Source& source_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t operand_end_ = 0;  ///< token after the expression that was parsed last
  int nesting_ = 0;
  std::size_t literal_bits_ = 0;
};

}  // namespace posproof::detail
