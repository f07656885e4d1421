#pragma once
#include "tree.hpp"

// The claim as a reader writes it, from the tree alone. Levels and places: docs/certificates.md, "Text".

namespace check {

class Text {
 public:
  static std::string of(const Node& n) { return write(n, 0); }

 private:
  struct Infix {
    const char* sign;
    int level, left, right;
  };
  static const Infix* infix(const std::string& op) {
    static const std::map<std::string, Infix> all = {
        {"=>", {" => ", 1, 2, 1}}, {"or", {" or ", 2, 3, 3}}, {"and", {" and ", 3, 4, 4}}, {"<", {" < ", 5, 6, 6}},
        {"<=", {" <= ", 5, 6, 6}}, {">", {" > ", 5, 6, 6}},   {">=", {" >= ", 5, 6, 6}},   {"==", {" == ", 5, 6, 6}},
        {"!=", {" != ", 5, 6, 6}}, {"add", {" + ", 6, 6, 7}}, {"sub", {" - ", 6, 6, 7}},   {"mul", {"*", 7, 7, 9}},
        {"div", {"/", 7, 7, 9}},   {"pow", {"^", 9, 10, 9}}};
    const auto it = all.find(op);
    return it == all.end() ? nullptr : &it->second;
  }
  static int level(const Node& n) {
    if (is_quantifier(n)) return 0;
    if (const Infix* in = infix(n.op)) return in->level;
    if (n.op == "q") return n.number.get_den() != 1 ? 7 : n.number < 0 ? 8 : 10;
    return n.op == "not" ? 4 : n.op == "neg" ? 8 : 10;
  }
  static std::string write(const Node& n, int least, bool after_sign = false) {
    const std::string s = bare(n);
    return level(n) < least || (after_sign && s[0] == '-') ? "(" + s + ")" : s;
  }
  static std::string listed(const Node& n, const std::string& begin, const char* end) {
    std::string s = begin;
    for (std::size_t i = 0; i < n.args.size(); ++i) s += (i ? ", " : "") + write(*n.args[i], 0);
    return s + end;
  }
  static std::string bare(const Node& n) {
    if (n.op == "q") return n.number.get_str();
    if (n.op == "v") return n.name;
    if (n.op == "neg") return "-" + write(*n.args[0], 9);
    if (n.op == "not") return "not " + write(*n.args[0], 5);
    if (n.op == "list") return listed(n, "[", "]");
    if (n.op == "index") return write(*n.args[0], 10) + "[" + write(*n.args[1], 0) + "]";
    if (n.call || n.op == "if") return listed(n, n.op + "(", ")");
    if (is_quantifier(n)) {
      std::string s = n.op;
      for (const auto& b : n.binders) s += (&b == &n.binders[0] ? " " : ", ") + b.name + " in " + domain(b);
      return s + (n.filter ? " where " + write(*n.filter, 1) : "") + ": " + write(*n.args[0], 0);
    }
    if (!n.binders.empty()) {
      const Binder& b = n.binders[0];
      return n.op + "(" + b.name + ", " + write(*b.lo, 0) + ", " + write(*b.hi, 0) + ", " + write(*n.args[0], 0) + ")";
    }
    const Infix* in = infix(n.op);
    if (!in) return n.op;
    std::string s = write(*n.args[0], in->left);
    for (std::size_t i = 1; i < n.args.size(); ++i) s += in->sign + write(*n.args[i], in->right, in->level == 6);
    return s;
  }
  static std::string domain(const Binder& b) {
    const auto end = [](const Tree& e, const char* infinite) { return e ? write(*e, 6) : infinite; };
    if (b.kind == "reals")
      return (b.lo_closed ? "[" : "(") + end(b.lo, "-inf") + ", " + end(b.hi, "inf") + (b.hi_closed ? "]" : ")");
    std::string s;
    for (const auto& e : b.elements) s += (s.empty() ? "{" : ", ") + write(*e, 6);
    if (b.kind == "set") return s + "}";
    const bool plain = b.step->op == "q" && b.step->number == 1;
    return write(*b.lo, 6) + ".." + end(b.hi, "inf") + (plain ? "" : " step " + write(*b.step, 6));
  }
};

}  // namespace check
