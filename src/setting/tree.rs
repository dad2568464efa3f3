//! A configuration as a tree of blocks and settings with byte ranges.
//!
//! Promises: nodes stand in the order of the text, a node's subtree is one run of them; building takes any order of calls and never fails.
//! Holds no text of its own: keys, labels and values are ranges of the file.

use crate::text::Span;

/// What a node holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Settings of its own.
    Block,
    /// Items.
    List,
    /// A constant, without quotes.
    Scalar(Span),
    /// Something that is worked out elsewhere: a variable, a call, a template, an alias; as written.
    Expression(Span),
}

/// A block, a list, or a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its name, without quotes; empty for the items of lists and for whole documents.
    pub key: Span,
    /// Words between the name and what the block holds: `resource "aws_kms_key" "main" {` has two.
    pub labels: Vec<Span>,
    /// What it holds.
    pub value: Value,
    /// It may hold more than is seen here: an include of a template, a merge.
    pub open: bool,
    /// Index of the first node behind its subtree.
    end: u32,
}

/// A file's nodes; the first is the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Index of the root.
    pub const ROOT: u32 = 0;

    /// A node.
    pub fn node(&self, index: u32) -> &Node {
        &self.nodes[index as usize]
    }

    /// Indices of the nodes right below one.
    pub fn children(&self, of: u32) -> impl Iterator<Item = u32> + '_ {
        let end = self.node(of).end;
        let mut next = of + 1;
        std::iter::from_fn(move || {
            let at = next;
            (at < end).then(|| {
                next = self.node(at).end;
                at
            })
        })
    }

    /// Indices of all nodes below one.
    pub fn below(&self, of: u32) -> std::ops::Range<u32> {
        of + 1..self.node(of).end
    }

    /// The child of that name, compared without regard to case.
    pub fn child(&self, of: u32, key: &str, text: &[u8]) -> Option<u32> {
        self.children(of).find(|child| self.node(*child).key.of(text).eq_ignore_ascii_case(key.as_bytes()))
    }

    /// The constant that a child of that name holds.
    pub fn scalar(&self, of: u32, key: &str, text: &[u8]) -> Option<Span> {
        self.child(of, key, text).and_then(|child| self.constant(child))
    }

    /// The constant that a node holds.
    pub fn constant(&self, of: u32) -> Option<Span> {
        match self.node(of).value {
            Value::Scalar(span) => Some(span),
            _ => None,
        }
    }
}

/// Makes a tree in the order of the text.
#[derive(Debug)]
pub struct Builder {
    nodes: Vec<Node>,
    /// The open nodes, outermost first.
    stack: Vec<u32>,
}

impl Default for Builder {
    fn default() -> Self {
        let root = Node { key: Span::default(), labels: Vec::new(), value: Value::Block, open: false, end: 1 };
        Self { nodes: vec![root], stack: vec![Tree::ROOT] }
    }
}

impl Builder {
    /// Begins a node; what comes until [`Builder::close`] is its own.
    pub fn open(&mut self, key: Span, labels: Vec<Span>, value: Value) -> u32 {
        let index = self.nodes.len() as u32;
        self.nodes.push(Node { key, labels, value, open: false, end: index + 1 });
        self.stack.push(index);
        index
    }

    /// Ends the innermost open node; the root stays open.
    pub fn close(&mut self) {
        if self.stack.len() > 1
            && let Some(index) = self.stack.pop()
        {
            self.nodes[index as usize].end = self.nodes.len() as u32;
        }
    }

    /// A node without any below it.
    pub fn leaf(&mut self, key: Span, value: Value) {
        self.open(key, Vec::new(), value);
        self.close();
    }

    /// Number of open nodes, the root among them.
    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// The innermost open node.
    pub fn top(&self) -> u32 {
        self.stack.last().copied().unwrap_or(Tree::ROOT)
    }

    /// A node that was begun.
    pub fn peek(&self, index: u32) -> &Node {
        &self.nodes[index as usize]
    }

    /// Whether nothing stands below a node yet.
    pub fn is_bare(&self, index: u32) -> bool {
        self.nodes.len() == index as usize + 1
    }

    /// Every node that was begun.
    pub fn all(&mut self) -> impl Iterator<Item = &mut Node> {
        self.nodes.iter_mut()
    }

    /// Changes a node that was begun.
    pub fn node(&mut self, index: u32) -> &mut Node {
        &mut self.nodes[index as usize]
    }

    /// Says of every open node that it may hold more.
    pub fn open_ended(&mut self) {
        for index in &self.stack {
            self.nodes[*index as usize].open = true;
        }
    }

    /// The tree; what is still open ends here.
    pub fn finish(mut self) -> Tree {
        while self.stack.len() > 1 {
            self.close();
        }
        self.nodes[0].end = self.nodes.len() as u32;
        Tree { nodes: self.nodes }
    }
}
